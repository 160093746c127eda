package org.threadless.server.config.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads YAML into a tree. Values stay as they are written: {@code 0123} is not a number here. */
public final class TreeReader {

  /** The core schema, because with the default one {@code ~} is a text and not nothing. */
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .loadSettings(LoadSettings.builder().setSchema(new CoreSchema()).build())
          // We report them ourselves, and go on.
          .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** What becomes of a text that is written. */
  @FunctionalInterface
  public interface Replacement {

    Replacement NONE = (written, problems) -> written;

    /** Returns what it stands for; {@code problems} gets what is wrong with it. */
    String replace(String written, Set<String> problems);
  }

  private final Place file;
  private final String text;
  private final int[] codePoints;
  private final Replacement replacement;
  private final Mistakes mistakes;

  /**
   * @param file what it is called in mistakes
   * @param replacement what is put in for a part of a text
   */
  public TreeReader(String file, String text, Replacement replacement, Mistakes mistakes) {
    this.file = new Place(file, 1, "");
    this.text = text;
    this.codePoints = text.codePoints().toArray();
    this.replacement = replacement;
    this.mistakes = mistakes;
  }

  /** Returns the tree, and tells what is wrong with it; empty where it is no tree. */
  public ConfigNode.Mapping read() {
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      ConfigNode root =
          parser.nextToken() == null ? new ConfigNode.Empty(file) : node(parser, file);
      refuseSecondDocument(parser);
      return mapping(root);
    } catch (JacksonException e) {
      SyntaxProblem syntax = SyntaxProblem.of(e);
      throw mistakes.fatal(new Place(file.file(), syntax.line(), ""), syntax.problem());
    }
  }

  private ConfigNode.Mapping mapping(ConfigNode root) {
    if (root instanceof ConfigNode.Mapping mapping) {
      return mapping;
    }
    String problem =
        root instanceof ConfigNode.Empty
            ? "the file is empty"
            : "the file must be a map of settings, and is " + ConfigNode.kind(root);
    throw mistakes.fatal(root.place(), problem);
  }

  private void refuseSecondDocument(JsonParser parser) {
    if (parser.nextToken() != null) {
      throw mistakes.fatal(
          new Place(file.file(), line(parser), ""),
          "a second document starts here; the file must have only one");
    }
  }

  private ConfigNode node(JsonParser parser, Place place) {
    if (startsWithYamlSign(parser)) {
      mistakes.add(place, "must be in quotes, because it starts with & * or !");
      parser.skipChildren();
      return new ConfigNode.Wrong(place);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(parser, place);
      case START_ARRAY -> list(parser, place);
      case VALUE_NULL -> new ConfigNode.Empty(place);
      default -> scalar(parser, place);
    };
  }

  private ConfigNode map(JsonParser parser, Place place) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.getString();
      Place child = place.child(key, line(parser));
      parser.nextToken();
      ConfigNode value = node(parser, child);
      ConfigNode first = entries.putIfAbsent(key, value);
      if (first != null) {
        mistakes.add(child, "is there twice; it is on line " + first.place().line() + " too");
      }
    }
    return new ConfigNode.Mapping(place, entries);
  }

  private ConfigNode list(JsonParser parser, Place place) {
    List<ConfigNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(parser, place.item(items.size() + 1, line(parser))));
    }
    return new ConfigNode.Sequence(place, items);
  }

  private ConfigNode scalar(JsonParser parser, Place place) {
    String written = parser.getString();
    boolean typed = parser.currentToken() != JsonToken.VALUE_STRING;
    Set<String> problems = new LinkedHashSet<>();
    String value = replacement.replace(written, problems);
    problems.forEach(problem -> mistakes.add(place, problem));
    return problems.isEmpty()
        ? new ConfigNode.Scalar(place, value, written, typed)
        : new ConfigNode.Wrong(place);
  }

  /**
   * Whether the value starts with an anchor, an alias or a tag. We have no use for them, and a
   * password that starts with such a character would quietly become another one.
   */
  private boolean startsWithYamlSign(JsonParser parser) {
    long offset = parser.currentTokenLocation().getCharOffset();
    return offset < codePoints.length && "&*!".indexOf(codePoints[(int) offset]) >= 0;
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
