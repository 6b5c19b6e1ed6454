import type { ProviderName } from '../provider-name.ts';

/** A file that a provider publishes, pinned to one commit and one content. */
export type PublishedDocument = {
  /** Where it lies below CONTRACTS_DIR. */
  readonly file: string;
  /** GitHub owner/name. */
  readonly repository: string;
  readonly commit: string;
  /** Within the repository. */
  readonly path: string;
  readonly licence: 'MIT' | 'Apache-2.0';
  /** Of the file, in hexadecimal; of an extract: of its JSON value, written without spaces. */
  readonly sha256: string;
  /** Set where the file is not the published page itself but the first JSON example within it. */
  readonly extract?: 'first-json-example';
};

const stripe = { repository: 'stripe/openapi', licence: 'MIT' } as const;
const frankfurter = { repository: 'lineofflight/frankfurter', commit: '60541ad', licence: 'MIT' } as const;
const easypostDocs = { repository: 'EasyPost/examples', commit: '112a6d1', licence: 'MIT' } as const;
const easypostNode = { repository: 'EasyPost/easypost-node', commit: 'ac2a732', licence: 'MIT' } as const;
const square = {
  repository: 'square/connect-api-specification',
  commit: '5733f66',
  licence: 'Apache-2.0',
} as const;
const resend = { repository: 'resend/resend-openapi', commit: 'fd6f395', licence: 'MIT' } as const;
const vatcomply = { repository: 'madisvain/vatcomply', commit: 'cbbbf31', licence: 'MIT' } as const;

const response = (resource: string, verb: string, sha256: string): PublishedDocument => ({
  ...easypostDocs,
  file: `easypost/responses/${resource}-${verb}.json`,
  path: `official/docs/responses/${resource}/${verb}.json`,
  sha256,
});

const cassette = (suite: string, name: string, sha256: string): PublishedDocument => ({
  ...easypostNode,
  file: `easypost/cassettes/${name}.har`,
  path: `test/cassettes/${suite}/${name}/recording.har`,
  sha256,
});

/** All that the witnesses are read from. None of it is part of this repository. */
export const publishedDocuments: readonly PublishedDocument[] = [
  {
    ...stripe,
    file: 'stripe/fixtures3.json',
    commit: 'f6c2a48',
    path: 'openapi/fixtures3.json',
    sha256: '41486e14a5b930447f53ecc4e71e34e3184462ba3d18212a39d4a40f70eaba44',
  },
  {
    ...stripe,
    file: 'stripe/spec3.2023-08-16.yaml',
    commit: '63a6746',
    path: 'openapi/spec3.yaml',
    sha256: 'eed9ac08a03a5374caa994362bfa080ae87ee75f0a3dc76f9d48b19c705b50bb',
  },
  {
    ...resend,
    file: 'resend/resend.json',
    path: 'resend.json',
    sha256: '0e147a4f2fb687b8e45631bb787b99acf89bfaa2028fb0755c6b8fa78bdc26f0',
  },
  {
    ...frankfurter,
    file: 'frankfurter/v2.openapi.json',
    path: 'lib/public/v2/openapi.json',
    sha256: '30aa6112e44bf6a239cbd8758080633647426b5051a7937af416cfc7d40e0034',
  },
  {
    ...square,
    file: 'square/api.json',
    path: 'api.json',
    sha256: 'a9a4f10f229c7f3f5a33265d8a0412136d2fa49639c2390b59ff1fcc6bb4eb64',
  },
  {
    ...vatcomply,
    file: 'vatcomply/vat_rates.example.json',
    path: 'docs/docs/api/vat-rates.md',
    extract: 'first-json-example',
    sha256: 'd1351b81d6f5f6b11f784df7f1886da9e08a1456b318a12ab071e33d4738036c',
  },
  response('shipments', 'create', '949b698d741798baf3d534bc26bba0a31df063aae2564a05755eaa1a649bdd35'),
  response('shipments', 'retrieve', '8619989019fa551d6cf50d514a2addbd74838ee64d2b7c05a863015f609e4375'),
  response('shipments', 'buy', 'd2737a9ed901182562fcdf3742f549da96b2f03f3e181ef4ac6aabd3866c917d'),
  response('trackers', 'create', '99f7378b8b48d81b9604eee89769ef498fd723435055abe2cd5929d0ba7d77f0'),
  response('trackers', 'retrieve', '32557cb44823d75c07208a198ae5626b0e150f3eba49ca92906647b474a4c7c4'),
  cassette(
    'Shipment-Service_2987889512',
    'buys-a-shipment_3413405727',
    '7eb62f898bae9d76b955582f665b7b8be035c3153b06aa2baf7a5388e404cab4',
  ),
  cassette(
    'Shipment-Service_2987889512',
    'creates-a-shipment_2399399653',
    '398e58ad3cbed3bb09860555893f69f648c7e78dbc277e0a62fdf06017fb337c',
  ),
  cassette(
    'Shipment-Service_2987889512',
    'gets-the-lowest-rate_906620131',
    '22340f1afa23b39b71f228b629e9b6eb4d3d76c3edf6738eb671b5d29decf21b',
  ),
  cassette(
    'Rate-Service_2756950372',
    'retrieves-a-rate_3801249961',
    'a5692b373de4e2fcd3e6f6aa33935e59c1a1d7e8c07b248bc87d38e284bf2f05',
  ),
  cassette(
    'Tracker-Service_4233073632',
    'creates-a-tracker_1417034065',
    '1fce14b5954a117115a68bf0c7a81555b4c3e7f8b9016571bd972629000e2d88',
  ),
  cassette(
    'Tracker-Service_4233073632',
    'retrieves-a-tracker_1615216565',
    'c1221f5e85c73a34133183fa66b71b47e2da2aab2859ea4e0c46b52ba5df3823',
  ),
];

export const documentsOf = (provider: ProviderName): PublishedDocument[] =>
  publishedDocuments.filter(({ file }) => file.startsWith(`${provider}/`));
