namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>Mixes of resources that stand for a kind of load.</summary>
internal static class Presets
{
    /// <summary>
    /// Records that a state's servers hold for each student in a school year. Proportions are estimated from the records of schools: six to
    /// seven courses of four grading periods, absence on about one day in eleven, and so on; each can be changed in the mix file.
    /// </summary>
    public static Preset StateRoster { get; } = new(
        "StateRoster",
        "Records of a state's school year, in proportion for each student.",
        "Counts of records for each student and school year, estimated for a state's roster; measure your own and change them.",
        [
            ("students", 1m),
            ("studentSchoolAssociations", 1m),
            ("studentEducationOrganizationAssociations", 1m),
            ("studentSectionAssociations", 6m),
            ("grades", 24m),
            ("studentSchoolAttendanceEvents", 8m),
            ("studentSectionAttendanceEvents", 8m),
            ("contacts", 1.5m),
            ("studentContactAssociations", 1.5m),
            ("studentEducationOrganizationResponsibilityAssociations", 1m),
            ("studentAssessments", 3m),
            ("courseTranscripts", 6m),
            ("studentAcademicRecords", 1m),
            ("studentProgramAssociations", 0.5m),
            ("studentSpecialEducationProgramAssociations", 0.15m),
            ("studentLanguageInstructionProgramAssociations", 0.1m),
            ("studentSchoolFoodServiceProgramAssociations", 0.5m),
            ("studentTitleIPartAProgramAssociations", 0.3m),
            ("disciplineIncidents", 0.1m),
            ("disciplineActions", 0.1m),
            ("studentDisciplineIncidentBehaviorAssociations", 0.1m),
            ("staffs", 0.16m),
            ("staffSchoolAssociations", 0.16m),
            ("staffEducationOrganizationAssignmentAssociations", 0.16m),
            ("staffSectionAssociations", 0.35m),
            ("sections", 0.35m),
            ("studentCohortAssociations", 0.2m),
        ]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Preset> All { get; } = [StateRoster];
}
