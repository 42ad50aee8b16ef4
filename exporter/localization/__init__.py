"""An article and a catalog to an edition: gettext and CLDR live here and nowhere else."""
