package org.threadless.router.engine.language;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file with the texts of an app.
 *
 * @param name as the user knows it: {@code conf/texts/quiz_fr.properties}, {@code
 *     texts/quiz.properties} of a class path
 * @param language {@link Locale#ROOT} where its name has none
 * @param texts by key
 */
record TextFile(String name, Locale language, Map<String, TextPattern> texts) {

  TextFile {
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }
}
