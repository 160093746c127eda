package org.threadless.server.config.record;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.PresetSetting;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;

/**
 * Reads a part of the file into a record. Components are kebab-case keys; each may be a single
 * value of any type that {@link Scalars} or {@link ValueOf} read, a record, a {@link List}, a
 * {@link OneOrMore}, a {@link Map} with texts as keys, an {@link Optional}, or {@link Object} for
 * maps, lists and values as they are: {@link Boolean}, {@link java.math.BigInteger}, {@link
 * java.math.BigDecimal}, and {@link String} for all others and for what is in quotes. What the file
 * leaves out is null, and an {@link Optional} is empty.
 */
public final class Binder {

  private final Mistakes mistakes;
  private final Redaction redaction = new Redaction();
  private final ScalarReader scalars;

  /**
   * @param mistakes gets what is wrong
   */
  public Binder(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes, redaction);
  }

  /**
   * Returns the record, without the values that are mistakes; nothing where there is none without
   * them.
   */
  public <T extends Record> Optional<T> bind(Class<T> type, ConfigNode.Mapping node) {
    return bind(type, node, List.of(), true);
  }

  /**
   * The same for a map in which other keys may stand too, which somebody else reads.
   *
   * @param settled whether all is there that the maps and lists in it are about; else what the
   *     record says of one of them follows from what is reported already
   */
  public <T extends Record> Optional<T> bind(
      Class<T> type, ConfigNode.Mapping node, List<String> others, boolean settled) {
    RecordType<T> record = new RecordType<>(type);
    List<String> known = new ArrayList<>(record.keys());
    known.addAll(others);
    refuseUnknownKeys(known, node);
    RecordMaker<T> maker = new RecordMaker<>(record, node, mistakes, redaction);
    for (RecordComponent component : record.components()) {
      ConfigNode child = node.entries().get(Keys.ofComponent(component.getName()));
      int before = mistakes.count();
      Object value = child == null ? null : value(component.getGenericType(), child);
      boolean reported =
          child instanceof ConfigNode.Wrong
              || mistakes.count() > before
              || !(settled || child == null || child instanceof ConfigNode.Scalar);
      Object absent = component.getType() == Optional.class ? Optional.empty() : null;
      maker.set(component.getName(), value, absent, reported);
    }
    return maker.create();
  }

  private void refuseUnknownKeys(List<String> known, ConfigNode.Mapping node) {
    for (Map.Entry<String, ConfigNode> entry : node.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        mistakes.add(entry.getValue().place(), Keys.unknown(entry.getKey(), known));
      }
    }
  }

  /** Returns null for what the file leaves out, and for a mistake, which is then reported. */
  private Object value(Type type, ConfigNode node) {
    if (type == ConfigNode.class) {
      return node;
    }
    if (node instanceof ConfigNode.Empty || node instanceof ConfigNode.Wrong) {
      return null;
    }
    if (type == PresetSetting.class && node instanceof ConfigNode.PresetValue given) {
      return scalars.read(given);
    }
    if (type instanceof ParameterizedType generic) {
      return generic(generic, node);
    }
    if (!(type instanceof Class<?> plain)) {
      throw unreadable(type);
    }
    if (plain == Object.class) {
      return raw(node);
    }
    return isRecord(plain)
        ? record(plain.asSubclass(Record.class), node)
        : scalars.read(plain, node);
  }

  private Object generic(ParameterizedType type, ConfigNode node) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return list(arguments[0], node);
    }
    if (type.getRawType() == OneOrMore.class) {
      return oneOrMore(arguments[0], node);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return map(arguments[1], node);
    }
    if (type.getRawType() == Optional.class) {
      return Optional.ofNullable(value(arguments[0], node));
    }
    throw unreadable(type);
  }

  private Object list(Type type, ConfigNode node) {
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      return refuse(node, "must be a list, and is " + ConfigNode.kind(node));
    }
    return list(type, sequence);
  }

  private List<Object> list(Type type, ConfigNode.Sequence sequence) {
    List<Object> list = new ArrayList<>();
    for (ConfigNode item : sequence.items()) {
      if (item instanceof ConfigNode.Empty && type != ConfigNode.class) {
        mistakes.add(item.place(), "must not be empty");
      }
      Object value = value(type, item);
      if (value != null) {
        list.add(value);
      }
    }
    return List.copyOf(list);
  }

  private Object oneOrMore(Type type, ConfigNode node) {
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      Object one = value(type, node);
      return one == null ? null : OneOrMore.of(one);
    }
    if (sequence.items().isEmpty()) {
      return refuse(node, "must have one value at least, and is an empty list");
    }
    // Without any that could be read, each of them is a mistake already.
    List<?> all = list(type, sequence);
    return all.isEmpty() ? null : new OneOrMore<>(all);
  }

  private Object map(Type type, ConfigNode node) {
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      return refuse(node, "must be a map, and is " + ConfigNode.kind(node));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
      Object value = value(type, named(type, entry.getValue()));
      if (value != null) {
        map.put(entry.getKey(), value);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  /** A name without settings is there nevertheless, if settings are what is named. */
  private static ConfigNode named(Type type, ConfigNode node) {
    boolean bare =
        node instanceof ConfigNode.Empty && type instanceof Class<?> plain && isRecord(plain);
    return bare ? ConfigNode.Mapping.empty(node.place()) : node;
  }

  private Object record(Class<? extends Record> type, ConfigNode node) {
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      return refuse(node, "must be a map of settings, and is " + ConfigNode.kind(node));
    }
    return bind(type, mapping).orElse(null);
  }

  private Object raw(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping) {
      return map(Object.class, node);
    }
    if (node instanceof ConfigNode.Sequence) {
      return list(Object.class, node);
    }
    return node instanceof ConfigNode.Scalar scalar && scalar.typed()
        ? Scalars.typed(scalar.text())
        : scalars.read(String.class, node);
  }

  private Object refuse(ConfigNode node, String problem) {
    mistakes.add(node.place(), problem);
    return null;
  }

  private static boolean isRecord(Class<?> type) {
    return type.isRecord() && !Scalars.isScalarRecord(type);
  }

  private static IllegalStateException unreadable(Type type) {
    return new IllegalStateException(type.getTypeName() + " cannot be read from a configuration");
  }
}
