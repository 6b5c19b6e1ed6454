/** Of the page for people: from a phone's 390 pixels to a projector, light and dark. */
export const STYLE = `
  :root { color-scheme: light dark; --line: light-dark(#d4d4d0, #44443f); --soft: light-dark(#5c5c57, #a9a9a2);
    --accent: light-dark(#1d63c4, #7db2ff); --seen: light-dark(#cfeed6, #1d4a2b); --failed: light-dark(#f9d3cf, #5b2420);
    --paper: light-dark(#fff, #1b1b19); font: clamp(16px, 10px + .6vw, 24px)/1.5 system-ui, sans-serif }
  body { margin: 0 auto; max-width: 78em; padding: 1em; background: var(--paper); color: light-dark(#1d1d1b, #ececea) }
  h1 { line-height: 1.2; margin: .5em 0 0 } h2 { margin: 2em 0 0 } p { max-width: 48em }
  .soft { color: var(--soft); fill: var(--soft) }
  table { border-collapse: collapse; margin: 1.5em 0; width: 100% }
  th, td { border-bottom: 1px solid var(--line); padding: .4em .6em; text-align: right; font-variant-numeric: tabular-nums }
  th:first-child { text-align: left } tbody th { font-weight: 600 }
  .bar { background: var(--line); border-radius: 3px; display: block; height: .5em; margin-top: .2em; min-width: 6em }
  .bar i { background: var(--accent); border-radius: 3px; display: block; height: 100% }
  .charts { display: grid; gap: 2em; grid-template-columns: repeat(auto-fit, minmax(min(22em, 100%), 1fr)) }
  figure { margin: 0 } figcaption { font-weight: 600 }
  svg { display: block; width: 100% } svg text { fill: currentColor; font-size: 15px; paint-order: stroke; stroke: var(--paper); stroke-width: 5px } svg .soft { fill: var(--soft); font-size: 13px }
  .head, summary { display: grid; gap: .3em; grid-template-columns: minmax(12em, 1fr) repeat(var(--layers), 6.2em) }
  .head { background: var(--paper); border-bottom: 2px solid var(--line); padding: .4em 0; position: sticky; top: 0 }
  .head span, .cell { text-align: center } .head span { font-size: .85em; overflow-wrap: anywhere }
  details { border-bottom: 1px solid var(--line) }
  summary { align-items: center; cursor: pointer; list-style: none; padding: .3em 0 }
  summary::-webkit-details-marker { display: none }
  summary b { font-weight: 600; overflow-wrap: anywhere } summary b::before { color: var(--soft); content: '▸ ' }
  [open] > summary b::before { content: '▾ ' }
  summary:focus-visible { outline: 2px solid var(--accent) }
  .cell { border-radius: 4px; color: var(--soft); font-size: .85em; padding: .15em 0 }
  .cell.seen { background: var(--seen); color: inherit } .cell.failed { background: var(--failed); color: inherit }
  .cell em { display: none }
  .story { border-left: 3px solid var(--accent); margin: .3em 0 1.2em; padding: 0 1em; max-width: 60em }
  .story ul { font-size: .9em; padding-left: 1.2em } .story li { overflow-wrap: anywhere }
  @media (max-width: 52em) {
    .head { display: none }
    summary { grid-template-columns: repeat(3, 1fr) } summary b { grid-column: 1 / -1 }
    .cell em { display: block; font-size: .85em; font-style: normal }
    thead { display: none } tbody tr { display: grid; gap: .1em 1em; grid-template-columns: 1fr 1fr; padding: .8em 0; border-bottom: 1px solid var(--line) }
    tbody th { grid-column: 1 / -1 } tbody th, tbody td { border: 0; padding: 0; text-align: left }
    tbody td:empty { display: none } tbody td::before { color: var(--soft); content: attr(data-of) ' ' }
  }
`;
