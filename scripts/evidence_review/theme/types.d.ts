/* The types of what the scripts in `assets` share. `deno check` reads them; they are not published. */

type FacetValues = (string | number)[];

/** One row of a list. */
interface Row {
  element: HTMLElement;
  /** The parent from which it came. */
  home: HTMLElement;
  /** Its values of each facet. */
  values: FacetValues[];
  /** The text that is searched, once it is known. */
  text: string | null;
  /** Whether it matches what is searched and chosen. */
  isMatch: boolean;
  isShown: boolean;
  /** The script with its downloads, where that is not the script of the list. */
  parts?: string;
}

/** A row that was fetched with its letter. */
interface FetchedRow extends Row {
  letter: Letter;
}

/** One letter of a list that is too long for one page. */
interface Letter {
  letter: string;
  label: string;
  source: string;
  parts: string;
  coins: string;
  rows?: FetchedRow[];
  isRequested?: boolean;
  hasFailed?: boolean;
  /** The COinS of its rows. */
  titles?: Record<string, string>;
  pending?: Promise<unknown>;
}

/** An order in which a list can be sorted. */
interface Sort {
  sort: string;
  label: string;
  order?: "descending";
  of?: string;
}

/** Something that is chosen. */
interface Choice {
  text: string;
  remove: () => void;
  /** How many rows would be shown without it. */
  without: number;
}

interface FacetOption {
  value: string;
  text: string;
  /** The text as it is compared. */
  find: string;
  count: number;
  element?: HTMLOptionElement;
  row?: { item: HTMLLIElement; box: HTMLInputElement; number: HTMLSpanElement };
}

interface FacetOptions {
  id: string;
  change: () => void;
  open: () => void;
  isComplete: () => boolean;
}

interface Facet {
  key: string;
  label: string;
  isSince: boolean;
  options: Map<string, FacetOption>;
  chosen: Set<string>;
  without: number;
  element: HTMLElement;
  panel: HTMLDetailsElement;
  summary: HTMLElement;
  isOpen: boolean;
  values(element: HTMLElement): FacetValues;
  matches(values: FacetValues): boolean;
  reset(): void;
  tally(values: FacetValues): void;
  choose(values: string[]): void;
  show(): void;
  placePanel(): void;
}

interface LettersOptions {
  read: (element: HTMLElement) => Row;
  changed: () => void;
}

interface Letters {
  again: HTMLButtonElement;
  more: HTMLButtonElement;
  most: number;
  rows: Row[];
  isComplete: boolean;
  isWaiting: boolean;
  progress(found: number, all: string): string;
  fetch(isRetry?: boolean): void;
  show(matches: Row[], isNarrowed: boolean): void;
  startAt(most?: number): void;
  print(isPrinting: boolean): void;
}

/** A format in which rows can be downloaded. */
interface Take {
  take: string;
  label: string;
  file: string;
}

/** What a script has of one format: the text around the parts, and each part's key and text. */
interface Format {
  before?: string;
  between?: string;
  after?: string;
  parts: [key: string, text: string][];
}

interface Parts {
  element: HTMLElement;
  enable(isAny: boolean): void;
}

interface State {
  facets: Facet[];
  sorts: Sort[];
  rows: Row[];
  query: string;
  words: string[];
  sort: string;
  defaultSort: string;
  currentSort: Sort | undefined;
  isDescending: boolean;
  isNarrowed: boolean;
  match(): void;
  sorted(): Row[];
  choices(): Choice[];
  clear(): void;
}

interface ControlsOptions {
  parent: HTMLElement;
  letters: Letters | undefined;
  parts: Parts | undefined;
  total: number;
  narrow: () => void;
  search: (isCleared?: boolean) => void;
  choose: () => void;
  download: () => void;
}

interface Controls {
  form: HTMLFormElement;
  chips: HTMLElement;
  search: HTMLInputElement;
  isComplete: boolean;
  show(shown: number): void;
  announce(): void;
}

interface Address {
  read(): void;
  writeChoice(): void;
  writeWords(): void;
  follow(): boolean;
}

interface Rows {
  elements: HTMLElement[];
  parent: HTMLElement;
  toggle(all: Row[]): void;
  place(sorted: Row[], isDefault: boolean): void;
  markSort(sort: string, isDescending: boolean): void;
}

interface EvidenceListing {
  PLAIN_LETTERS: Record<string, string>;
  LONG: number;
  make<T extends keyof HTMLElementTagNameMap>(
    tag: T,
    attributes?: Record<string, unknown>,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[T];
  fold(text: string): string;
  wordsOf(text: string): string[];
  preserveFocus(act: () => void): void;
  debounce(wait: number, act: () => void): () => void;
  tidy(text: string): string;
  language(): string;
  formatNumber(number: number): string;
  saveFile(text: string, type: string, name: string): void;
  loadScript(src: string): Promise<unknown>;
  csvCell(text: string): string;
  csvText(rows: string[][]): string;
  valueOf(row: HTMLElement, column: string): string;
  sortByKey<T>(keyed: [string, T][], isDescending: boolean, locale: string): T[];
  readAddress(state: State, parameters: URLSearchParams): void;
  writeAddress(state: State, search: string): URLSearchParams;
  joinParts(formats: Format[], wanted: Set<string>): string;
  Address: new (state: State, root: HTMLElement, letters: () => Letters | undefined) => Address;
  Controls: new (root: HTMLElement, state: State, options: ControlsOptions) => Controls;
  Facet: {
    new (template: HTMLTemplateElement, options: FacetOptions): Facet;
    closeOthers(facets: Facet[], form: HTMLElement, wide: MediaQueryList): void;
  };
  Letters: new (root: HTMLElement, options: LettersOptions) => Letters;
  Parts: new (root: HTMLElement, shown: () => Row[], total: () => number) => Parts;
  Rows: {
    new (root: HTMLElement): Rows;
    read(element: HTMLElement, facets: Facet[]): Row;
    textOf(row: Row): string;
  };
  State: new (facets: Facet[], sorts: Sort[], textOf: (row: Row) => string) => State;
}

interface Window {
  evidenceListing: EvidenceListing;
  listingRows?: Record<string, string>;
  listingCoins?: Record<string, Record<string, string>>;
  listingParts?: Record<string, Format>;
  hasCitationCards?: boolean;
  /** Material announces the pages that it fetches itself. */
  document$?: { subscribe(act: () => void): void };
}
