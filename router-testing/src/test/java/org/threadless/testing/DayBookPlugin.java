package org.threadless.testing;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/**
 * A backend that writes what it is given into a table of its own, and tells how many came before.
 */
public final class DayBookPlugin implements BackendPlugin {

  /** Reads and writes the table. */
  interface EntryMapper {
    @Insert("INSERT INTO backend_day_book_entry VALUES (#{backend}, #{text})")
    void add(String backend, String text);

    @Select("SELECT count(*) FROM backend_day_book_entry WHERE backend = #{backend}")
    int count(String backend);
  }

  @Override
  public String engine() {
    return "day-book";
  }

  @Override
  public Class<? extends Backend> backendType() {
    return DayBook.class;
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("org/threadless/testing/journal");
  }

  @Override
  public List<Class<?>> mappers() {
    return List.of(EntryMapper.class);
  }

  /** Writes into the table. */
  static final class DayBook implements Backend {

    private final BackendName name;
    private final EntryMapper entries;

    @Inject
    DayBook(BackendName name, EntryMapper entries) {
      this.name = name;
      this.entries = entries;
    }

    @Override
    public SendResult send(OutgoingMessage message) {
      entries.add(name.value(), message.text());
      return new SendResult.Accepted(Optional.of("entry " + entries.count(name.value())));
    }
  }
}
