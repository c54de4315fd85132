using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Rules for the natural keys of fixtures.</summary>
internal static class FixtureKeyRules
{
    private const int MaxName = 60;

    /// <summary>Refuses keys that no server takes, all of them at once.</summary>
    /// <exception cref="BatchPerfException">FixtureKeyInvalid.</exception>
    public static void Validate(this FixtureKeys keys)
    {
        List<string> problems = [];
        Id(problems, nameof(keys.LocalEducationAgencyId), keys.LocalEducationAgencyId);
        if (keys.HasSchoolId)
        {
            Id(problems, nameof(keys.SchoolId), keys.SchoolId);
        }
        else
        {
            var give = new OptionKey("SchoolId").IfOffered(static option => $": give a SchoolId ({option})");
            problems.Add($"{nameof(keys.SchoolId)} would be {keys.LocalEducationAgencyId} followed by 001, which is too large{give}");
        }

        var years = RunOptionTable.SchoolYear.Type;
        if (!years.Holds(keys.SchoolYear))
        {
            problems.Add($"{nameof(keys.SchoolYear)} is {keys.SchoolYear}; {years.Range} is allowed");
        }
        else
        {
            Name(problems, nameof(keys.SessionName), keys.SessionName);
        }

        Name(problems, nameof(keys.CourseCode), keys.CourseCode);
        Name(problems, nameof(keys.LocalCourseCode), keys.LocalCourseCode);
        Name(problems, nameof(keys.ClassPeriodName), keys.ClassPeriodName);
        Name(problems, nameof(keys.ClassroomIdentificationCode), keys.ClassroomIdentificationCode);
        Descriptor(problems, nameof(keys.TermDescriptor), keys.TermDescriptor);
        Descriptor(problems, nameof(keys.GradeLevelDescriptor), keys.GradeLevelDescriptor);
        Descriptor(problems, nameof(keys.LocalEducationAgencyCategoryDescriptor), keys.LocalEducationAgencyCategoryDescriptor);
        if (keys.CourseIdentificationSystemDescriptor is { } system)
        {
            Descriptor(problems, nameof(keys.CourseIdentificationSystemDescriptor), system);
        }

        if (problems.Count > 0)
        {
            throw new BatchPerfException(
                "FixtureKeyInvalid",
                ProblemKind.InvalidInput,
                $"The fixtures' keys cannot be used: {string.Join("; ", problems)}.",
                "Correct them, or leave them out for the defaults.");
        }
    }

    private static void Id(List<string> problems, string name, long value)
    {
        if (value is < 1 or > FixtureKeys.LargestId)
        {
            problems.Add($"{name} is {value}; 1 to {FixtureKeys.LargestId} is allowed");
        }
    }

    private static void Name(List<string> problems, string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > MaxName)
        {
            problems.Add($"{name} has {value?.Length ?? 0} characters; 1 to {MaxName} are allowed");
        }
    }

    private static void Descriptor(List<string> problems, string name, string? value)
    {
        if (Fixtures.DescriptorUri.TryParse(value) is null)
        {
            problems.Add($"{name} is '{value}'; a descriptor reads uri://ed-fi.org/TermDescriptor#Fall Semester");
        }
    }
}
