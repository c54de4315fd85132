namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>The descriptors that built-in documents name.</summary>
internal static class EdFiDescriptors
{
    public const string SchoolCategory = "uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School";
    public const string AgencyCategory = "uri://ed-fi.org/EducationOrganizationCategoryDescriptor#Local Education Agency";
    public const string IndependentAgency = "uri://ed-fi.org/LocalEducationAgencyCategoryDescriptor#Independent";
    public const string NinthGrade = "uri://ed-fi.org/GradeLevelDescriptor#Ninth grade";
    public const string AgencyCourseCode = "uri://ed-fi.org/CourseIdentificationSystemDescriptor#LEA course code";
    public const string StateCourseCode = "uri://ed-fi.org/CourseIdentificationSystemDescriptor#State course code";
    public const string FallSemester = "uri://ed-fi.org/TermDescriptor#Fall Semester";
    public const string UnitedStates = "uri://ed-fi.org/CountryDescriptor#US";
    public const string Texas = "uri://ed-fi.org/StateAbbreviationDescriptor#TX";
    public const string Classroom = "uri://ed-fi.org/EducationalEnvironmentDescriptor#Classroom";

    /// <summary>Written only where the server has them.</summary>
    public static IReadOnlyList<string> Optional { get; } = [UnitedStates, Texas, Classroom];
}
