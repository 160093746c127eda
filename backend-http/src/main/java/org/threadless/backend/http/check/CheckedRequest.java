package org.threadless.backend.http.check;

import java.util.List;
import java.util.Map;
import org.threadless.backend.http.value.Values;

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
}
