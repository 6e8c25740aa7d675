"""Finding which of our entities others mean: by their names, and all else that is known of them."""
