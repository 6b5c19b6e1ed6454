import { resendOperations } from './operations/resend.ts';
import { standsUp } from './stands-up.ts';

resendOperations.forEach(standsUp);
