package org.threadless.router.engine.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of an app in one language, of however many files.
 *
 * @param files their names
 * @param texts by key: of several files, those of the last count
 */
record Translation(String files, Map<String, TextPattern> texts) {

  static Translation of(List<TextFile> files) {
    Map<String, TextPattern> texts = new HashMap<>();
    files.forEach(file -> texts.putAll(file.texts()));
    return new Translation(
        String.join(" and ", files.stream().map(TextFile::name).toList()), texts);
  }
}
