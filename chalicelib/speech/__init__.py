"""Floor 1: who speaks. Amazon Polly here; a speech endpoint beside the language model's, in llm/."""
