package org.threadless.server.config.text;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of the configuration file. The place of a value in a map is the line of its key. */
public sealed interface ConfigNode {

  Place place();

  /**
   * A single value, of whatever type: that is decided by who reads it.
   *
   * @param text with variables of the environment replaced
   * @param written as it is in the file, which may be shown where {@code text} may not
   * @param typed whether YAML takes it for true, false or a number; never where it is in quotes
   */
  public record Scalar(Place place, String text, String written, boolean typed)
      implements ConfigNode {

    /** Leaves the value out, since it may be a secret. */
    @Override
    public String toString() {
      return "Scalar[" + place + "]";
    }
  }

  /** A list. */
  public record Sequence(Place place, List<ConfigNode> items) implements ConfigNode {

    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A map, in the order of the file. */
  public record Mapping(Place place, Map<String, ConfigNode> entries) implements ConfigNode {

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Returns one with nothing in it. */
    public static Mapping empty(Place place) {
      return new Mapping(place, Map.of());
    }

    /** Returns the same without these keys. */
    public Mapping without(Collection<String> keys) {
      Map<String, ConfigNode> others = new LinkedHashMap<>(entries);
      others.keySet().removeAll(keys);
      return new Mapping(place, others);
    }

    /** Returns the same with these keys only. */
    public Mapping only(Collection<String> keys) {
      Map<String, ConfigNode> these = new LinkedHashMap<>(entries);
      these.keySet().retainAll(keys);
      return new Mapping(place, these);
    }

    /** Returns the same with another value for a key. */
    public Mapping with(String key, ConfigNode value) {
      Map<String, ConfigNode> more = new LinkedHashMap<>(entries);
      more.put(key, value);
      return new Mapping(place, more);
    }

    /** Returns these entries, and those of {@code others} that are not here, in maps as well. */
    public Mapping over(Mapping others) {
      Map<String, ConfigNode> merged = new LinkedHashMap<>(others.entries);
      entries.forEach((key, value) -> merged.merge(key, value, Mapping::merged));
      return new Mapping(place, merged);
    }

    private static ConfigNode merged(ConfigNode theirs, ConfigNode ours) {
      return theirs instanceof Mapping below && ours instanceof Mapping above
          ? above.over(below)
          : ours;
    }
  }

  /**
   * The value of a setting that a preset declares.
   *
   * @param secret whether messages must not have it in them
   * @param number whether it is a number
   */
  public record PresetValue(Place place, Scalar value, boolean secret, boolean number)
      implements ConfigNode {}

  /** A key without a value; reads as if the key were not there. */
  public record Empty(Place place) implements ConfigNode {}

  /** A value whose mistake is reported already; reads as if the key were not there. */
  public record Wrong(Place place) implements ConfigNode {}

  /** Returns what {@code node} is, for the end of "must be a list, and is ...". */
  public static String kind(ConfigNode node) {
    if (node instanceof Mapping) {
      return "a map";
    }
    if (node instanceof Sequence) {
      return "a list";
    }
    return node instanceof Scalar || node instanceof PresetValue ? "a single value" : "empty";
  }
}
