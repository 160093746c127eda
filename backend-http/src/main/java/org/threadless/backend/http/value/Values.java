package org.threadless.backend.http.value;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A request or a gateway's answer, as far as single values of it are looked up. */
public interface Values {

  /** Returns a field of the form, or of the query where the form lacks it. */
  Optional<String> field(String name);

  /** Returns the body, or the element of it that is looked at, where that is JSON. */
  Optional<JsonNode> json();

  /** Returns a header. */
  Optional<String> header(String name);

  /** Returns a field of the query. */
  Optional<String> query(String name);

  /** Returns the status of an answer; a request has none. */
  Optional<Integer> status();

  /** Returns the body as text. */
  String body();
}
