package org.threadless.testing;

import java.util.List;
import org.threadless.router.app.AppPlugin;

class NotesContractTest implements AppContract {

  @Override
  public AppPlugin plugin() {
    return new NotesPlugin();
  }

  @Override
  public List<String> textsForIt() {
    return List.of("note", "notes", "time");
  }
}
