package org.threadless.server.config.record;

import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/**
 * Makes one record, and finds everything that its constructor has to say about the values. A
 * constructor stops at the first bad value; that one is taken out, and the constructor asked again.
 */
final class RecordMaker<T extends Record> {

  private final RecordType<T> type;
  private final ConfigNode.Mapping node;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Object> absent = new LinkedHashMap<>();
  private final Set<String> reported = new HashSet<>();
  private final Mistakes mistakes;
  private final Redaction redaction;

  RecordMaker(RecordType<T> type, ConfigNode.Mapping node, Mistakes mistakes, Redaction redaction) {
    this.type = type;
    this.node = node;
    this.mistakes = mistakes;
    this.redaction = redaction;
  }

  /**
   * Sets a component; to be called for all of them, in their order.
   *
   * @param absentValue what it is where the file leaves it out
   * @param alreadyReported whether nothing more is to be said about it
   */
  void set(String component, Object value, Object absentValue, boolean alreadyReported) {
    values.put(component, value == null ? absentValue : value);
    absent.put(component, absentValue);
    if (alreadyReported) {
      reported.add(component);
    }
  }

  /** Returns the record, without its bad values, or nothing where there is none without them. */
  Optional<T> create() {
    Optional<T> created = Optional.empty();
    boolean again = true;
    while (again) {
      try {
        created = Optional.of(type.create(values.values()));
        again = false;
      } catch (InvocationTargetException e) {
        again = report(e.getCause());
      }
    }
    return created;
  }

  /** Returns whether there is anything left to try. */
  private boolean report(Throwable thrown) {
    if (thrown instanceof InvalidSettingException invalid) {
      if (reported.add(invalid.component())) {
        Place place = place(invalid.component());
        mistakes.add(place, redaction.apply(invalid.problem()) + whose(place));
      }
      return takeOut(invalid.component());
    }
    mistakes.add(node.place(), redaction.apply(unexpected(thrown)));
    return false;
  }

  // A preset may be right for one backend and not for another.
  private String whose(Place place) {
    return place.file().equals(node.place().file()) ? "" : ", for " + node.place().key();
  }

  /** Returns false where the component is out already, or is none of this record. */
  private boolean takeOut(String component) {
    Object none = absent.get(component);
    return values.containsKey(component) && values.put(component, none) != none;
  }

  private Place place(String component) {
    String key = Keys.ofComponent(component);
    ConfigNode value = node.entries().get(key);
    return value == null ? node.place().child(key, node.place().line()) : value.place();
  }

  private static String unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    String name = thrown.getClass().getSimpleName();
    return "cannot be used: "
        + (thrown.getMessage() == null ? name : name + ": " + thrown.getMessage());
  }
}
