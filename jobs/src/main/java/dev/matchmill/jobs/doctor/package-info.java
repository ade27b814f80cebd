/** Whether the machine, the database and the model are fit. */
@NullMarked
package dev.matchmill.jobs.doctor;

import org.jspecify.annotations.NullMarked;
