"""Real models of sentence-transformers, small enough to be made while a test runs."""

from pathlib import Path

WORDS = (
    "cán bộ trực nên không ký sổ khi nhận ca bàn giao chìa khóa cho sau rời phòng chưa có người "
    "thay query passage uống rượu bia mượn sách , . : ?"
)
POSITIONS = 24


def tiny_bert(folder: Path, *, seed: int = 1, words: str = WORDS) -> Path:
    """A BERT of one layer with random weights, mean pooling and a word for a token: two texts are
    the more alike the more words they share. It reads 24 tokens."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = {
        word: place for place, word in enumerate(dict.fromkeys([*special, *words.split()]))
    }
    tokenizer = BertTokenizer(vocab=vocabulary, do_lower_case=True, strip_accents=False)
    torch.manual_seed(seed)
    bert = BertModel(
        BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=POSITIONS,
        )
    )
    raw = folder.with_name(f"{folder.name}-bert")
    bert.save_pretrained(raw)
    tokenizer.save_pretrained(raw)
    model = SentenceTransformer(
        modules=[Transformer(str(raw)), Pooling(32, pooling_mode="mean")], device="cpu"
    )
    model.save(str(folder), create_model_card=False)
    return folder
