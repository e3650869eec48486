"""Reports that come back as documents: compared with the figures that are known, or taken for last year's."""
