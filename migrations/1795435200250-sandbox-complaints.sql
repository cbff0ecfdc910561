-- A mail of the sandbox may be called abuse by its reader.
alter table sandbox_fault drop constraint sandbox_fault_kind_check;
alter table sandbox_fault add constraint sandbox_fault_kind_check
  check (kind in ('reject', 'timeout-after-accept', 'unavailable', 'bounce', 'complaint'));
