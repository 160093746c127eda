package org.threadless.backend.http.request;

import java.util.List;
import java.util.Map;
import org.threadless.backend.http.value.Values;
import org.threadless.http.request.RequestException;

/** What checks look at in a request. */
public interface CheckedRequest {

  /** Returns its single values: of all of it, not of an element. */
  Values values();

  /** Returns the bytes of its body as they came; none where there is no body. */
  byte[] bodyBytes();

  /** Returns the fields of its form, in their order; none where the body is no form. */
  List<Map.Entry<String, String>> formFields();

  /** Returns its path, and its query behind a question mark where there is one, as they came. */
  String pathAndQuery();

  /**
   * Returns the refusal of one.
   *
   * @param kind the kind of check
   * @param place where it does not hold
   * @param problem what is wrong there, in words that show neither what was expected nor what was
   *     given
   */
  static RequestException refused(String kind, Object place, String problem) {
    return new RequestException(403, "check " + kind + ": " + place + " " + problem);
  }
}
