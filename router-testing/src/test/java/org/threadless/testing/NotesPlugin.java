package org.threadless.testing;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.IncomingMessage;

/** An app that keeps notes, and can be made to throw. */
public final class NotesPlugin implements AppPlugin {

  /** Reads and writes notes. */
  interface NoteMapper {
    @Insert("INSERT INTO notes_note VALUES (#{identity}, #{text})")
    void add(String identity, String text);

    @Select("SELECT text FROM notes_note WHERE identity = #{identity}")
    List<String> of(String identity);
  }

  @Override
  public String name() {
    return "notes";
  }

  @Override
  public Class<? extends App> appType() {
    return Notes.class;
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("org/threadless/testing/notes");
  }

  @Override
  public List<Class<?>> mappers() {
    return List.of(NoteMapper.class);
  }

  /** Keeps notes. */
  static final class Notes implements HandlerApp {

    private final NoteMapper notes;
    private final InstantSource clock;

    @Inject
    Notes(NoteMapper notes, InstantSource clock) {
      this.notes = notes;
      this.clock = clock;
    }

    @Override
    public List<Handler> handlers() {
      return List.of(
          Handler.keyword("note", this::note),
          Handler.keyword("notes", this::list),
          Handler.keyword("time", (message, rest) -> message.respond(clock.instant().toString())),
          Handler.keyword("lose", this::lose));
    }

    private void note(IncomingMessage message, String text) {
      notes.add(message.connection().identity().value(), text);
      message.respond("noted");
    }

    private void list(IncomingMessage message, String rest) {
      message.respond(String.join(", ", notes.of(message.connection().identity().value())));
    }

    private void lose(IncomingMessage message, String text) {
      note(message, text);
      throw new IllegalStateException("lost");
    }
  }
}
