"""The encrypted store: keys, records, history, bundles and merge. Nothing here draws on a screen."""
