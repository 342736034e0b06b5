"""The register of the law: which article and clause is carried by what, and why others are not."""
