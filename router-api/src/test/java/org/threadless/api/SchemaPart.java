package org.threadless.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A part of {@code openapi.yaml}. Where it says that it is another one ({@code $ref}), it is that.
 *
 * @param pointer where it is (RFC 6901)
 */
record SchemaPart(Description in, String pointer, JsonNode node) {

  /** Returns what is there at some names or numbers, one in the other. */
  Optional<SchemaPart> at(String... names) {
    SchemaPart part = this;
    for (String name : names) {
      String escaped = name.replace("~", "~0").replace("/", "~1");
      Optional<SchemaPart> next = in.part(part.pointer + "/" + escaped);
      if (next.isEmpty()) {
        return next;
      }
      part = next.get();
    }
    return Optional.of(part);
  }

  /** Returns what is there, which has to be. */
  SchemaPart get(String... names) {
    return at(names).orElseThrow(() -> new AssertionError(pointer + " has no " + names[0]));
  }

  List<String> names() {
    return List.copyOf(node.propertyNames());
  }

  /** Returns the elements of a list that may be there. */
  List<SchemaPart> list(String name) {
    int size = node.path(name).size();
    return IntStream.range(0, size).mapToObj(i -> get(name, Integer.toString(i))).toList();
  }

  String text(String name) {
    return node.path(name).asString("");
  }

  /** Returns whether it is what {@code components} has under such a name. */
  boolean isSchema(String name) {
    return pointer.equals("/components/schemas/" + name);
  }

  /** Returns what is wrong with a value, where this is a schema. */
  List<String> problems(JsonNode value) {
    return in.problems(pointer, value);
  }
}
