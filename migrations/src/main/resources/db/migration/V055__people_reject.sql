-- Matching recommends and explains; to reject somebody is for people (GDPR 22, EU AI Act 14). Jobs act as 'batch'.

CREATE OR REPLACE FUNCTION check_application_status_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t application_status_transitions;
BEGIN
  IF NEW.status = 'rejected' AND current_setting('ats.actor_type', true) = 'batch' THEN
    RAISE EXCEPTION 'application %: no job rejects an application; a person does', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'application_rejected_by_people';
  END IF;
  SELECT * INTO t FROM application_status_transitions WHERE from_status = OLD.status AND to_status = NEW.status;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'application %: status change % -> % is not allowed', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'application_status_transitions';
  END IF;
  IF t.requires_reason AND NEW.rejection_reason IS NULL THEN
    RAISE EXCEPTION 'application %: status % needs a reason', OLD.id, NEW.status USING ERRCODE = 'check_violation', CONSTRAINT = 'application_status_reason';
  END IF;
  NEW.status_changed_at := now();
  RETURN NEW;
END $$;
COMMENT ON FUNCTION check_application_status_change() IS 'Trigger: only the changes of application_status_transitions, a reason with each rejection, none by a job, status_changed_at';
