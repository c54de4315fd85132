namespace EdFi.BatchPerf.Simulator.Schema;

/// <summary>The descriptors that the contract's fixtures and documents stand on, and some that make documents richer.</summary>
internal static class KnownDescriptors
{
    /// <summary>Descriptor names and their code values, in the order in which lists show them.</summary>
    public static readonly (string Name, string[] Values)[] All =
    [
        ("EducationOrganizationCategory", ["School", "Local Education Agency", "State Education Agency", "Education Service Center"]),
        ("GradeLevel",
        [
            "Kindergarten", "First grade", "Second grade", "Third grade", "Fourth grade", "Fifth grade", "Sixth grade",
            "Seventh grade", "Eighth grade", "Ninth grade", "Tenth grade", "Eleventh grade", "Twelfth grade",
        ]),
        ("LocalEducationAgencyCategory", ["Independent", "Charter", "Regular public school district"]),
        ("CourseIdentificationSystem", ["LEA course code", "State course code", "School course code"]),
        (
            "Term",
            [
                "Fall Semester",
                "Spring Semester",
                "Summer Semester",
                "Year Round",
                "First Trimester",
                "Second Trimester",
                "Third Trimester",
            ]),
        ("Sex", ["Female", "Male", "Not Selected"]),
        ("Country", ["US", "CA", "MX", "GB", "DE", "FR", "IN", "CN", "PH", "VN", "BR", "KR", "GT", "SV", "HN"]),
        ("StateAbbreviation",
        [
            "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD",
            "MA", "MI", "MN", "MS",
            "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT",
            "VA", "WA", "WV", "WI", "WY",
        ]),
        (
            "EducationalEnvironment",
            [
                "Classroom",
                "Homebound",
                "Hospital class",
                "In-school suspension",
                "Laboratory",
                "Mainstream (Special Education)",
                "Off-school center",
                "Pull-out class",
                "Resource room",
                "Self-study",
            ]),
        ("CalendarType", ["IEP", "School", "Student Specific", "Teacher Specific"]),
        ("AcademicSubject", ["English", "Mathematics", "Science", "Social Studies", "Fine and Performing Arts"]),
        ("CitizenshipStatus", ["US Citizen", "Non-US Citizen", "Refugee"]),
        ("CourseLevelCharacteristic", ["Advanced Placement", "Basic", "Honors", "Remedial"]),
        ("CreditType", ["Carnegie unit", "Semester hour credit"]),
        ("EntryType", ["Next year school", "New to education system", "Transfer from a public school in the same local education agency"]),
        ("ExitWithdrawType", ["End of school year", "Moved to another state", "Student is in the same local education agency"]),
        ("Language", ["eng", "spa", "fra", "vie", "zho"]),
        ("MediumOfInstruction", ["Face-to-face instruction", "Virtual/On-line Distance learning"]),
        ("OperationalStatus", ["Active", "Inactive"]),
        ("OtherNameType", ["Alias", "Nickname", "Previous Legal Name"]),
        ("PopulationServed", ["Regular Students", "Bilingual Students", "Honors Students"]),
        ("ResidencyStatus", ["Resident of admin unit and school area", "Resident of admin unit, but other school area"]),
        ("SchoolCategory", ["Elementary School", "Middle School", "High School"]),
        ("SchoolType", ["Regular", "Alternative", "Special Education"]),
    ];
}
