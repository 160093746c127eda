package org.threadless.server.config.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;

/** A configuration record: its components, and how to make one. */
public final class RecordType<T extends Record> {

  private final Class<T> type;
  private final List<RecordComponent> components;

  /** Throws {@link IllegalStateException} for a record that could never be read. */
  public RecordType(Class<T> type) {
    this.type = type;
    this.components = List.of(type.getRecordComponents());
    for (RecordComponent component : components) {
      if (component.getType().isPrimitive()) {
        throw new IllegalStateException(
            type.getName()
                + "."
                + component.getName()
                + " must not be primitive, because it is null where the file leaves it out");
      }
    }
  }

  /** Returns its components in their order. */
  public List<RecordComponent> components() {
    return components;
  }

  /** Returns the keys, in the order of the components. */
  public List<String> keys() {
    return components.stream().map(c -> Keys.ofComponent(c.getName())).toList();
  }

  /**
   * Makes a record.
   *
   * @param values one for each component, in their order
   * @throws InvocationTargetException what the constructor throws
   */
  public T create(Collection<Object> values) throws InvocationTargetException {
    try {
      Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(type.getName() + " cannot be made", e);
    }
  }
}
