export const providerNames = ['stripe', 'vatcomply', 'frankfurter', 'easypost', 'square', 'resend'] as const;

export type ProviderName = (typeof providerNames)[number];
