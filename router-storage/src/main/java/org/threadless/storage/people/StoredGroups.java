package org.threadless.storage.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.MessageIds;
import org.threadless.router.people.Groups;
import org.threadless.router.people.PeopleException;
import org.threadless.storage.session.CurrentTransaction;

/** Keeps groups in H2 or PostgreSQL. */
public final class StoredGroups implements Groups {

  private final CurrentTransaction current;
  private final MessageIds ids = new MessageIds();

  public StoredGroups(CurrentTransaction current) {
    this.current = current;
  }

  @Override
  public Optional<Group> find(String name) {
    String compared = Group.compared(name);
    return Optional.ofNullable(
        current.read(PeopleMapper.class, mapper -> mapper.groupNamed(compared)));
  }

  @Override
  public List<Group> all() {
    return current.read(PeopleMapper.class, PeopleMapper::groups);
  }

  @Override
  public Group of(String name) {
    return find(name).orElseGet(() -> insert(name, mapper -> named(name, mapper)));
  }

  @Override
  public Group make(String name) {
    return insert(
        name,
        mapper -> {
          throw taken(named(name, mapper));
        });
  }

  /** What to do where there is a group of that name. */
  private interface Otherwise {
    Group get(PeopleMapper mapper);
  }

  private Group insert(String name, Otherwise otherwise) {
    UUID id = ids.next();
    String compared = Group.compared(name);
    return current.call(
        PeopleMapper.class,
        mapper ->
            mapper.insertGroup(id, name, compared) == 1
                ? new Group(id, name, 0)
                : otherwise.get(mapper));
  }

  private static Group named(String name, PeopleMapper mapper) {
    // Whoever was first has committed by now.
    return Optional.ofNullable(mapper.groupNamed(Group.compared(name)))
        .orElseThrow(() -> new PeopleException("the group " + name + " was deleted just now"));
  }

  private static PeopleException taken(Group group) {
    return new PeopleException("there is a group of that name: " + group.name());
  }

  @Override
  public Group rename(Group group, String newName) {
    String compared = Group.compared(newName);
    return current.call(
        PeopleMapper.class,
        mapper -> {
          if (mapper.renameGroup(group.id(), newName, compared) == 0) {
            require(group, mapper);
            throw taken(named(newName, mapper));
          }
          return mapper.group(group.id());
        });
  }

  @Override
  public boolean delete(Group group) {
    return current.call(PeopleMapper.class, mapper -> mapper.deleteGroup(group.id()) == 1);
  }

  @Override
  public boolean join(Group group, Contact contact) {
    return current.call(
        PeopleMapper.class,
        mapper -> {
          boolean joined = mapper.join(group.id(), contact.id()) == 1;
          if (!joined) {
            require(group, mapper);
            require(mapper.lock(contact.id()), () -> StoredContacts.gone(contact.id()));
          }
          return joined;
        });
  }

  private static void require(Group group, PeopleMapper mapper) {
    require(
        mapper.group(group.id()),
        () -> new PeopleException("the group " + group.name() + " is not there any more"));
  }

  private static void require(Object found, Supplier<PeopleException> otherwise) {
    if (found == null) {
      throw otherwise.get();
    }
  }

  @Override
  public boolean leave(Group group, Contact contact) {
    return current.call(PeopleMapper.class, mapper -> mapper.leave(group.id(), contact.id()) == 1);
  }

  @Override
  public List<Contact> members(Group group) {
    return current.read(
        PeopleMapper.class, mapper -> Loaded.all(mapper.members(group.id()), mapper));
  }

  @Override
  public Map<UUID, List<Connection>> connections(Group group) {
    return current.read(PeopleMapper.class, mapper -> MembersReach.of(group.id(), mapper));
  }
}
