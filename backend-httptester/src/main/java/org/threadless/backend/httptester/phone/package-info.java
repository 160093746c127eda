/** The paths of one phone: its identity in them, and what leads there. */
package org.threadless.backend.httptester.phone;
