package org.threadless.http.request;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.router.text.PercentCoding;

/** One field of a request, whose value is decoded when somebody asks for it. */
final class FormField {

  private final String name;
  private final byte[] source;
  private final int from;
  private final int to;
  private final FieldCoding coding;
  private final Optional<Charset> charset;

  private FormField(
      String name, byte[] source, int from, int to, FieldCoding coding, Optional<Charset> charset) {
    this.name = name;
    this.source = source;
    this.from = from;
    this.to = to;
    this.coding = coding;
    this.charset = charset;
  }

  /** Returns a field that came by itself, perhaps with a charset of its own. */
  static FormField of(String name, byte[] value, FieldCoding coding, Optional<Charset> charset) {
    return new FormField(name, value, 0, value.length, coding, charset);
  }

  /**
   * Returns the fields of a form or a query, in their order. Empty ones are none.
   *
   * @throws RequestException where they are more than a form may have
   */
  static List<FormField> all(byte[] encoded) {
    List<FormField> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= encoded.length; i++) {
      if (i == encoded.length || encoded[i] == '&') {
        if (i > start) {
          requireRoom(fields.size());
          fields.add(field(encoded, start, i));
        }
        start = i + 1;
      }
    }
    return fields;
  }

  /** Refuses one field more than a form may have; asked before anything is made of it. */
  static void requireRoom(int fields) {
    if (fields >= FormReader.MAX_FIELDS) {
      throw new RequestException(413, "the form has more than 10,000 fields");
    }
  }

  private static FormField field(byte[] encoded, int from, int to) {
    int end = from;
    while (end < to && encoded[end] != '=') {
      end++;
    }
    String name = new String(PercentCoding.decode(encoded, from, end), StandardCharsets.UTF_8);
    return new FormField(
        name, encoded, Math.min(end + 1, to), to, FieldCoding.PERCENT, Optional.empty());
  }

  String name() {
    return name;
  }

  /**
   * Returns the bytes of its value.
   *
   * @throws RequestException where they are not written as they are said to be
   */
  byte[] bytes() {
    return FormReader.checked(name, () -> coding.decode(source, from, to));
  }

  boolean hasStrayPercent() {
    return coding == FieldCoding.PERCENT && PercentCoding.hasStrayPercent(source, from, to);
  }

  /** Returns the charset of this field alone. */
  Optional<Charset> charset() {
    return charset;
  }
}
