package tw.onestop.kernel;

import java.util.List;

/** 個人資料蒐集告知事項 (個資法 §8): versioned text, Chinese and English paragraphs. */
public record PersonalDataNotice(String version, List<String> chinese, List<String> english) {}
