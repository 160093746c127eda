/** Looks after contacts and groups. */
package org.threadless.api.people;
