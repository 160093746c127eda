package org.threadless.http.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Request;
import org.threadless.router.text.Charsets;
import org.threadless.router.text.TakenText;

/**
 * Reads the fields of a request, and makes text of them whatever their bytes are: every backend
 * does that here. The fields are those of the body, and of the query where the body lacks one; a
 * GET has none but those of the query. A body is percent-encoded, or {@code multipart/form-data}.
 *
 * <p>The charset is the one that the request names, else the backend's. What is not in it, or
 * cannot be kept, is mended; see {@link TakenText}.
 *
 * <p>Of a field that is there more than once the first counts, but of a text all of its values, one
 * in each line; and an identity must be the same in each.
 */
public final class FormReader {

  /**
   * How many fields a form may have: each takes far more room than the two bytes it may be. No
   * gateway sends as many.
   */
  static final int MAX_FIELDS = 10_000;

  /** How many parts a form in parts may have: each takes more room than a field. */
  static final int MAX_PARTS = 1_000;

  private static final int LONGEST_NAME = 40;

  private final List<FormField> body;
  private final List<FormField> query;
  private final Charset charset;
  private final List<String> mends;

  private FormReader(Request request, List<FormField> body, Charset fallback, List<String> mends) {
    this.body = body;
    this.mends = mends;
    this.query = query(request);
    String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    this.charset =
        Optional.ofNullable(contentType)
            .map(MimeTypes::getCharsetFromContentType)
            .map(name -> charset(name, fallback, mends))
            .orElse(fallback);
  }

  /** The same, where the charset is UTF-8 unless the request names one. */
  public static FormReader of(Request request) {
    return of(request, StandardCharsets.UTF_8);
  }

  /**
   * Reads a request. Waits for its body.
   *
   * @param fallback the charset of a request that names none
   * @throws RequestException where its body is no form
   */
  public static FormReader of(Request request, Charset fallback) {
    return of(request, RequestBody.of(request), fallback);
  }

  /**
   * Reads a request whose body has been read.
   *
   * @throws RequestException where that is no form
   */
  public static FormReader of(Request request, RequestBody body, Charset fallback) {
    List<String> mends = new ArrayList<>();
    return new FormReader(request, FormBody.fields(request, body, mends), fallback, mends);
  }

  /** Reads the query alone, of whatever request. */
  public static FormReader ofQuery(Request request, Charset fallback) {
    return new FormReader(request, List.of(), fallback, new ArrayList<>());
  }

  private static List<FormField> query(Request request) {
    String encoded = request.getHttpURI().getQuery();
    return encoded == null || encoded.isEmpty()
        ? List.of()
        : FormField.all(encoded.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the charset that a request names, or the other one where there is none of that name.
   *
   * @param mends takes a word on that
   */
  public static Charset charset(String name, Charset fallback, List<String> mends) {
    Optional<Charset> known = Charsets.named(name);
    if (known.isEmpty()) {
      String shown = name.replaceAll("[^A-Za-z0-9._:%-]", "?");
      mends.add(
          "the charset "
              + shown.substring(0, Math.min(shown.length(), LONGEST_NAME))
              + " is not known, and was read as "
              + fallback.name());
    }
    return known.orElse(fallback);
  }

  /** Returns the charset of what says nothing else of itself. */
  public Charset charset() {
    return charset;
  }

  /** Returns all fields of the body as text, in their order. */
  public List<Map.Entry<String, String>> bodyFields() {
    return body.stream().map(field -> Map.entry(field.name(), taken(field).text())).toList();
  }

  /** Returns a field of the query, as text, whatever the body has. */
  public Optional<String> query(String name) {
    return named(name, query).stream().findFirst().map(field -> taken(field).text());
  }

  /** Returns what was mended in the request, before any field was read, in words for the log. */
  public List<String> mends() {
    return List.copyOf(mends);
  }

  /**
   * Returns a field that must be there, as text; it may be empty.
   *
   * @throws RequestException where it is missing
   */
  public String required(String name) {
    return optional(name).orElseThrow(() -> missing(name));
  }

  /** Returns a field that may be missing, as text. */
  public Optional<String> optional(String name) {
    return named(name).stream().findFirst().map(field -> taken(field).text());
  }

  /** Returns the bytes of a field that may be missing. */
  public Optional<byte[]> bytes(String name) {
    return named(name).stream().findFirst().map(FormField::bytes);
  }

  /**
   * Returns the text of a message, which must be there; it may be empty.
   *
   * @throws RequestException where it is missing
   */
  public TakenText text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  /** Returns the text of a message; empty where the field is missing. */
  public Optional<TakenText> optionalText(String name) {
    List<FormField> fields = named(name);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    List<String> all = textMends(name);
    Charset own = fields.get(0).charset().orElse(charset);
    return Optional.of(TakenText.of(textBytes(name), own, all));
  }

  /**
   * Returns the bytes of the text of a message, for a backend that has its own way to read them.
   *
   * @throws RequestException where it is missing
   */
  public byte[] textBytes(String name) {
    List<byte[]> values = different(named(name));
    if (values.isEmpty()) {
      throw missing(name);
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(values.get(0));
    for (byte[] next : values.subList(1, values.size())) {
      joined.write('\n');
      joined.writeBytes(next);
    }
    return joined.toByteArray();
  }

  /** Returns what was mended before the bytes of a text are read, in words for the log. */
  public List<String> textMends(String name) {
    List<FormField> fields = named(name);
    List<String> all = new ArrayList<>(mends);
    if (fields.stream().anyMatch(FormField::hasStrayPercent)) {
      all.add("a % without two hexadecimal digits");
    }
    if (different(fields).size() > 1) {
      all.add("there more than once, one in each line");
    }
    return all;
  }

  /**
   * Returns who sent it, as it came; {@link IdentityReader} makes an identity of it.
   *
   * @throws RequestException where it is missing, or there twice and not the same
   */
  TakenText identity(String name) {
    List<FormField> fields = named(name);
    if (different(fields).size() > 1) {
      throw RequestException.badField(name, "is there more than once, and not the same");
    }
    return fields.stream().findFirst().map(this::taken).orElseThrow(() -> missing(name));
  }

  private TakenText taken(FormField field) {
    return TakenText.of(field.bytes(), field.charset().orElse(charset));
  }

  private List<FormField> named(String name) {
    List<FormField> inBody = named(name, body);
    return inBody.isEmpty() ? named(name, query) : inBody;
  }

  private static List<FormField> named(String name, List<FormField> fields) {
    return fields.stream().filter(field -> field.name().equals(name)).toList();
  }

  private static List<byte[]> different(List<FormField> fields) {
    if (fields.size() == 1) {
      return List.of(fields.get(0).bytes());
    }
    return fields.stream()
        .map(FormField::bytes)
        .collect(
            Collectors.toMap(
                ByteBuffer::wrap, bytes -> bytes, (first, same) -> first, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private static RequestException missing(String name) {
    return RequestException.badField(name, "is missing from the form");
  }

  /**
   * Makes a value of what stands in a field.
   *
   * @param name the field, as the caller knows it
   * @throws RequestException where {@code make} throws an IllegalArgumentException, with its
   *     message
   */
  public static <T> T checked(String name, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw RequestException.badField(name, e.getMessage());
    }
  }
}
