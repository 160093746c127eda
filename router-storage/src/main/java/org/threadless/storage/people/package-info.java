/** Contacts and groups. */
package org.threadless.storage.people;
