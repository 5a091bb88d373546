/** Who listens learns at once which firm's profile, page or joint work changed: its id, told with the commit. */
export const sql = `
CREATE FUNCTION tell_firm_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM pg_notify('firm_changed', changed ->> CASE WHEN TG_TABLE_NAME = 'firm' THEN 'id' ELSE 'firmId' END);
  IF TG_TABLE_NAME = 'jointWork' THEN PERFORM pg_notify('firm_changed', changed ->> 'otherFirmId'); END IF;

  RETURN NULL;
END $$;
CREATE TRIGGER "firm_changed_tells" AFTER INSERT OR UPDATE OR DELETE ON "firm" FOR EACH ROW EXECUTE FUNCTION tell_firm_changed();
CREATE TRIGGER "capability_changed_tells" AFTER INSERT OR UPDATE OR DELETE ON "capability" FOR EACH ROW EXECUTE FUNCTION tell_firm_changed();
CREATE TRIGGER "fact_changed_tells" AFTER INSERT OR UPDATE OR DELETE ON "fact" FOR EACH ROW EXECUTE FUNCTION tell_firm_changed();
CREATE TRIGGER "evidence_changed_tells" AFTER INSERT OR UPDATE OR DELETE ON "evidence" FOR EACH ROW EXECUTE FUNCTION tell_firm_changed();
CREATE TRIGGER "jointWork_changed_tells" AFTER INSERT OR UPDATE OR DELETE ON "jointWork" FOR EACH ROW EXECUTE FUNCTION tell_firm_changed();
-- Which paper stands behind which claim.
CREATE FUNCTION tell_claim_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM pg_notify('firm_changed', "firmId"::text) FROM "evidence" WHERE "id" = (changed ->> 'evidenceId')::uuid;

  RETURN NULL;
END $$;
CREATE TRIGGER "capabilityEvidence_changed_tells" AFTER INSERT OR UPDATE OR DELETE ON "capabilityEvidence"
  FOR EACH ROW EXECUTE FUNCTION tell_claim_changed();
CREATE TRIGGER "factEvidence_changed_tells" AFTER INSERT OR UPDATE OR DELETE ON "factEvidence"
  FOR EACH ROW EXECUTE FUNCTION tell_claim_changed();

CREATE INDEX "evidence_scheme_key" ON "evidence" (scheme_key("scheme"), "firmId") WHERE "visibility" <> 'PRIVATE';
CREATE INDEX "fact_key" ON "fact" ("key", "firmId") WHERE "visibility" <> 'PRIVATE';
`;
