package org.threadless.server.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of the configuration file. The place of a value in a map is the line of its key. */
sealed interface ConfigNode {

  Place place();

  /**
   * A single value, of whatever type: that is decided by who reads it.
   *
   * @param text with variables of the environment replaced
   * @param written as it is in the file, which may be shown where {@code text} may not
   * @param typed whether YAML takes it for true, false or a number; never where it is in quotes
   */
  record Scalar(Place place, String text, String written, boolean typed) implements ConfigNode {

    /** Leaves the value out, since it may be a secret. */
    @Override
    public String toString() {
      return "Scalar[" + place + "]";
    }
  }

  /** A list. */
  record Sequence(Place place, List<ConfigNode> items) implements ConfigNode {

    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A map, in the order of the file. */
  record Mapping(Place place, Map<String, ConfigNode> entries) implements ConfigNode {

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static Mapping empty(Place place) {
      return new Mapping(place, Map.of());
    }

    Mapping without(Collection<String> keys) {
      Map<String, ConfigNode> others = new LinkedHashMap<>(entries);
      others.keySet().removeAll(keys);
      return new Mapping(place, others);
    }

    Mapping only(Collection<String> keys) {
      Map<String, ConfigNode> these = new LinkedHashMap<>(entries);
      these.keySet().retainAll(keys);
      return new Mapping(place, these);
    }
  }

  /** A key without a value; reads as if the key were not there. */
  record Empty(Place place) implements ConfigNode {}

  /** A value whose mistake is reported already; reads as if the key were not there. */
  record Wrong(Place place) implements ConfigNode {}

  /** Returns what {@code node} is, for the end of "must be a list, and is ...". */
  static String kind(ConfigNode node) {
    if (node instanceof Mapping) {
      return "a map";
    }
    if (node instanceof Sequence) {
      return "a list";
    }
    return node instanceof Scalar ? "a single value" : "empty";
  }
}
