package org.threadless.api.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.router.message.Texts;
import org.threadless.router.text.Printable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, or of a query. Whoever reads them gets what there is, and hears of
 * all that is wrong at the end, by {@link #finish}: until then, what is wrong is as if it were not
 * there. Used by one thread.
 */
public final class Fields {

  // Of those that the caller makes up.
  private static final int LONGEST_NAME = 50;

  private final JsonNode object;
  private final String within;
  private final FieldProblems problems;
  private final Set<String> known = new TreeSet<>();
  private final List<Fields> inner = new ArrayList<>();

  /**
   * @param object of which each value is a text where it is a query
   */
  Fields(JsonNode object) {
    this(object, "", new FieldProblems());
  }

  private Fields(JsonNode object, String within, FieldProblems problems) {
    this.object = object;
    this.within = within;
    this.problems = problems;
  }

  /** Returns whether a field is there, be it null. */
  public boolean has(String name) {
    known.add(name);
    return object.has(name);
  }

  /** Returns whether a field is there, and null. */
  public boolean isNull(String name) {
    return has(name) && object.get(name).isNull();
  }

  /**
   * Returns what a text means.
   *
   * @param reader throws an {@link IllegalArgumentException} where it means nothing
   */
  public <T> Optional<T> text(String name, Function<String, T> reader) {
    return node(name).flatMap(node -> text(node, within + name, reader));
  }

  /** Returns a text of so many characters, of valid Unicode. */
  public Optional<String> text(String name, int shortest, int longest) {
    return text(name, value -> checked(value, shortest, longest));
  }

  /** Returns a time that is written as RFC 3339 says. */
  public Optional<Instant> time(String name) {
    return text(name, Written::time);
  }

  /** Returns an id of ours. */
  public Optional<UUID> id(String name) {
    return text(name, Written::id);
  }

  /** Returns a number, which a query has as a text. */
  public Optional<Integer> number(String name, int least, int most) {
    String expected = "must be a whole number from " + least + " to " + most;
    Optional<JsonNode> node = node(name);
    Optional<Integer> number =
        node.flatMap(each -> each.isString() ? parsed(each.stringValue()) : whole(each));
    if (node.isPresent() && number.filter(each -> each >= least && each <= most).isEmpty()) {
      wrong(name, expected);
      return Optional.empty();
    }
    return number;
  }

  /** Returns what each of several texts means, or the only one; no field is an empty list. */
  public <T> List<T> oneOrMore(String name, int most, Function<String, T> reader) {
    return each(name, most, (node, at) -> text(node, at, reader), true);
  }

  /** Returns what each element of a list is; no field is an empty list. */
  public <T> List<T> list(String name, int most, Element<T> element) {
    return each(name, most, element, false);
  }

  /** The same of a list that may be empty. */
  public <T> List<T> listOrEmpty(String name, int most, Element<T> element) {
    boolean none = node(name).filter(node -> node.isArray() && node.isEmpty()).isPresent();
    return none ? List.of() : list(name, most, element);
  }

  /** Reads an element of a list, and says what is wrong with it. */
  @FunctionalInterface
  public interface Element<T> {

    Optional<T> of(JsonNode node, String at);
  }

  private <T> List<T> each(String name, int most, Element<T> element, boolean orOne) {
    Optional<JsonNode> node = node(name);
    if (node.isEmpty()) {
      return List.of();
    }
    JsonNode list = node.get();
    if (orOne && list.isString()) {
      return element.of(list, within + name).stream().toList();
    }
    if (!list.isArray() || list.isEmpty() || list.size() > most) {
      wrong(name, "must be a list of 1 to " + most + (orOne ? " texts, or one text" : ""));
      return List.of();
    }
    List<T> found = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      element.of(list.get(i), within + name + "[" + i + "]").ifPresent(found::add);
      if (problems.areEnough()) {
        return List.of();
      }
    }
    return found;
  }

  /** Returns the fields of an object, whose {@link #finish} need not be called. */
  public Optional<Fields> object(String name) {
    return node(name).flatMap(node -> object(node, within + name));
  }

  /** The same of an element of a list. */
  public Optional<Fields> object(JsonNode node, String at) {
    if (!node.isObject()) {
      problems.add(at, "must be an object");
      return Optional.empty();
    }
    Fields fields = new Fields(node, at + ".", problems);
    inner.add(fields);
    return Optional.of(fields);
  }

  /** Returns all fields, each a text: a map of somebody's own. */
  public Optional<Map<String, String>> texts(String name, int most, int longest) {
    return object(name).map(fields -> fields.allTexts(most, longest));
  }

  private Map<String, String> allTexts(int most, int longest) {
    Map<String, String> all = new LinkedHashMap<>();
    ownNames(most).forEach(name -> text(name, 0, longest).ifPresent(text -> all.put(name, text)));
    return all;
  }

  /** The same, where null stands for what is to be taken away. */
  public Optional<Map<String, Optional<String>>> changes(String name, int most, int longest) {
    return object(name).map(fields -> fields.allChanges(most, longest));
  }

  private Map<String, Optional<String>> allChanges(int most, int longest) {
    Map<String, Optional<String>> all = new LinkedHashMap<>();
    for (String name : ownNames(most)) {
      Optional<String> text = isNull(name) ? Optional.empty() : text(name, 0, longest);
      all.put(name, text);
    }
    return all;
  }

  // Names that the caller has made up: whatever they are, they are known.
  private List<String> ownNames(int most) {
    List<String> names = List.copyOf(object.propertyNames());
    known.addAll(names);
    if (names.size() > most) {
      wrong("must have " + most + " fields at most");
    }
    return names.stream().filter(this::isName).toList();
  }

  private boolean isName(String name) {
    try {
      String unused = Texts.requireName(name, LONGEST_NAME);
      return true;
    } catch (IllegalArgumentException e) {
      wrong("has a field of which the name " + e.getMessage() + ": " + Printable.of(name, 50));
      return false;
    }
  }

  private void wrong(String problem) {
    problems.add(within.substring(0, within.length() - 1), problem);
  }

  /** Returns what a text means that stands there, and says what is wrong with it. */
  public <T> Optional<T> text(JsonNode node, String at, Function<String, T> reader) {
    if (!node.isString()) {
      problems.add(at, "must be a text");
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(Texts.requireUnicode(node.stringValue())));
    } catch (IllegalArgumentException e) {
      problems.add(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Says that a field is missing, where it is. */
  public void require(String name) {
    if (!has(name)) {
      wrong(name, "is missing");
    }
  }

  /** Says what is wrong with a field. */
  public void wrong(String name, String problem) {
    problems.add(within + name, problem);
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException where anything is wrong, or something is there that nobody asked for
   */
  public void finish() {
    findUnknown();
    if (!problems.isEmpty()) {
      throw new ProblemException(Problem.of(problems));
    }
  }

  private void findUnknown() {
    for (String name : object.propertyNames()) {
      if (problems.areEnough()) {
        return;
      }
      if (!known.contains(name)) {
        wrong(Printable.of(name, 50), "is not known here; known: " + String.join(", ", known));
      }
    }
    inner.forEach(Fields::findUnknown);
  }

  private Optional<JsonNode> node(String name) {
    return has(name) ? Optional.of(object.get(name)) : Optional.empty();
  }

  private static String checked(String value, int shortest, int longest) {
    if (value.length() < shortest || value.length() > longest) {
      throw new IllegalArgumentException(
          "must have " + shortest + " to " + longest + " characters, and has " + value.length());
    }
    return value;
  }

  private static Optional<Integer> whole(JsonNode node) {
    return node.isInt() ? Optional.of(node.intValue()) : Optional.empty();
  }

  private static Optional<Integer> parsed(String value) {
    try {
      return Optional.of(Integer.valueOf(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
