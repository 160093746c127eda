package org.threadless.backend.http.request;

import java.util.Set;
import org.threadless.http.request.RequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON that strangers send: numbers keep their digits, and nothing in it is deep. */
final class JsonBody {

  private static final String JSON = "application/json";
  private static final String JSON_SUFFIX = "+json";

  // Programs that send JSON may say that it is text, or nothing at all.
  private static final Set<String> UNSAID = Set.of("", "text/plain");

  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonBody() {}

  /** Returns whether a body of that media type says that it is JSON. */
  static boolean isJson(String type) {
    return type.equals(JSON) || type.endsWith(JSON_SUFFIX);
  }

  /** Returns whether a body of that media type may be JSON, and looks like it. */
  static boolean mayBeJson(String type, byte[] body) {
    if (!UNSAID.contains(type)) {
      return false;
    }
    for (byte each : body) {
      if (each > ' ') {
        return each == '{' || each == '[';
      }
    }
    return false;
  }

  /**
   * Reads a body.
   *
   * @throws RequestException where it is no JSON, or too deep; nothing of it is shown
   */
  static JsonNode read(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new RequestException(400, "the body is no JSON that can be read" + place(e));
    }
  }

  private static String place(JacksonException e) {
    TokenStreamLocation place = e.getLocation();
    return place == null
        ? ""
        : ": see line " + place.getLineNr() + ", column " + place.getColumnNr();
  }
}
