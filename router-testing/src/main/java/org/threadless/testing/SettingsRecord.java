package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.PresetSetting;
import org.threadless.router.config.Secret;

/** The record of a plugin's settings, as whoever reads the configuration uses it. */
final class SettingsRecord {

  private final Class<? extends Record> type;
  private final RecordComponent[] components;

  SettingsRecord(Class<? extends Record> type) {
    this.type = type;
    this.components = type.getRecordComponents();
  }

  /** Makes the record of a configuration that sets nothing. */
  Record defaults() {
    return make(new ArrayList<>(Collections.nCopies(components.length, null)));
  }

  /**
   * Leaves out each setting of {@code good}, and puts doubtful values in its place: each is either
   * taken or refused with the setting's name.
   */
  void takesOrRefusesByName(Record good) {
    checkRefusal(() -> defaults());
    for (int i = 0; i < components.length; i++) {
      for (Object doubtful : doubtfulValues(components[i].getType())) {
        List<Object> values = with(doubtful, i, good);
        checkRefusal(() -> make(values));
      }
    }
  }

  /**
   * Puts into {@code good} what no setting of a type may be, and what this record says that its own
   * may not be: each is refused with the setting's name.
   *
   * @param bad values, by the names of the components
   */
  void refuses(Map<String, Object> bad, Record good) {
    assertThat(Arrays.stream(components).map(RecordComponent::getName))
        .as("the settings of " + type.getSimpleName())
        .containsAll(bad.keySet());
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      List<Object> values = new ArrayList<>(impossibleValues(components[i].getType()));
      Optional.ofNullable(bad.get(name)).ifPresent(values::add);
      for (Object value : values) {
        List<Object> all = with(value, i, good);
        assertThatExceptionOfType(InvalidSettingException.class)
            .as(type.getSimpleName() + " with the " + name + " " + value)
            .isThrownBy(() -> make(all))
            .satisfies(e -> assertThat(e.component()).isEqualTo(name));
      }
    }
  }

  private List<Object> with(Object value, int component, Record others) {
    List<Object> values = values(others);
    values.set(component, value);
    return values;
  }

  /** Returns the secrets in a record. */
  static List<String> secrets(Record settings) {
    return new SettingsRecord(settings.getClass())
        .values(settings).stream()
            .flatMap(SettingsRecord::parts)
            .map(SettingsRecord::secret)
            .flatMap(Optional::stream)
            .filter(secret -> !secret.isEmpty())
            .toList();
  }

  private static Stream<?> parts(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream();
    }
    return value instanceof Optional<?> optional ? optional.stream() : Stream.ofNullable(value);
  }

  private static Optional<String> secret(Object value) {
    if (value instanceof PresetSetting setting && setting.secret()) {
      return setting.value().map(Secret::reveal);
    }
    return value instanceof Secret secret ? Optional.of(secret.reveal()) : Optional.empty();
  }

  private void checkRefusal(Runnable making) {
    try {
      making.run();
    } catch (InvalidSettingException e) {
      assertThat(Arrays.stream(components).map(RecordComponent::getName))
          .as("the setting that " + type.getSimpleName() + " refuses")
          .contains(e.component());
      assertThat(e.problem()).as("what is wrong with " + e.component()).isNotBlank();
    }
  }

  private static List<Object> impossibleValues(Class<?> type) {
    if (type == Duration.class) {
      return List.of(Duration.ofSeconds(-1));
    }
    return type == Integer.class ? List.of(Integer.MIN_VALUE) : List.of();
  }

  private static List<Object> doubtfulValues(Class<?> type) {
    List<Object> values = new ArrayList<>();
    values.add(null);
    if (type == String.class) {
      values.addAll(List.of("", " ", "x".repeat(10_000)));
    } else if (type == Integer.class) {
      values.addAll(List.of(-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE));
    } else if (type == Duration.class) {
      values.addAll(List.of(Duration.ZERO, Duration.ofSeconds(-1)));
    } else if (type == URI.class) {
      values.addAll(List.of(URI.create(""), URI.create("mailto:me@example.org")));
    } else if (type == Secret.class) {
      values.add(new Secret(""));
    }
    return values;
  }

  private List<Object> values(Record record) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      try {
        component.getAccessor().setAccessible(true);
        values.add(component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("cannot read " + component, e);
      }
    }
    return values;
  }

  private Record make(List<Object> values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalArgumentException("cannot make " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make " + type, e);
    }
  }
}
