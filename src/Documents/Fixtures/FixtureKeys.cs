namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>The natural keys of the fixtures; fixed, so that a second run finds the first one's.</summary>
internal sealed record FixtureKeys
{
    /// <summary>The largest whole number that every reader of JSON holds exactly: 2^53 - 1.</summary>
    internal const long LargestId = 9_007_199_254_740_991;

    private readonly long? _schoolId;
    private readonly string? _sessionName;

    /// <summary>The local education agency under which everything lies; often there already.</summary>
    public long LocalEducationAgencyId { get; init; } = 255901;

    /// <summary>The school; unless said otherwise the agency's id followed by 001, where that is at most 2^53 - 1.</summary>
    public long SchoolId
    {
        get => _schoolId ?? (LocalEducationAgencyId * 1000) + 1;
        init => _schoolId = value;
    }

    /// <summary>False where the school's id is to be made of the agency's, and would be larger than <see cref="LargestId"/>.</summary>
    internal bool HasSchoolId => _schoolId is not null || LocalEducationAgencyId <= (LargestId - 1) / 1000;

    /// <summary>The school year by the year in which it ends, in the range of the option SchoolYear.</summary>
    public int SchoolYear { get; init; } = 2025;

    /// <summary>The course, at most 60 characters.</summary>
    public string CourseCode { get; init; } = "BATCHPERF-ALG1";

    /// <summary>The course offering, at most 60 characters.</summary>
    public string LocalCourseCode { get; init; } = "BATCHPERF-ALG1";

    /// <summary>The session, at most 60 characters; unless said otherwise named after the school year.</summary>
    public string SessionName
    {
        get => _sessionName ?? string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"BatchPerf {SchoolYear - 1}-{SchoolYear} Fall Semester");
        init => _sessionName = value;
    }

    /// <summary>The class period, at most 60 characters.</summary>
    public string ClassPeriodName { get; init; } = "BatchPerf 01";

    /// <summary>The location, at most 60 characters.</summary>
    public string ClassroomIdentificationCode { get; init; } = "BatchPerf R101";

    /// <summary>The session's term.</summary>
    public string TermDescriptor { get; init; } = Documents.Fixtures.EdFiDescriptors.FallSemester;

    /// <summary>The school's grade level, in which associated students enter.</summary>
    public string GradeLevelDescriptor { get; init; } = Documents.Fixtures.EdFiDescriptors.NinthGrade;

    /// <summary>The agency's category, needed where it has to be created.</summary>
    public string LocalEducationAgencyCategoryDescriptor { get; init; } = Documents.Fixtures.EdFiDescriptors.IndependentAgency;

    /// <summary>The sort of the course's code; null for the LEA's where the server has it, else the state's.</summary>
    public string? CourseIdentificationSystemDescriptor { get; init; }

    /// <summary>First day of the session: August 15 before the school year's end.</summary>
    public DateOnly SessionBeginDate => new(SchoolYear - 1, 8, 15);

    /// <summary>Last day of the session: December 20 before the school year's end.</summary>
    public DateOnly SessionEndDate => new(SchoolYear - 1, 12, 20);
}
