using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Running;

/// <summary>Reads how batches are to collide.</summary>
internal static class ContentionNames
{
    /// <summary>All of them in one.</summary>
    /// <exception cref="BatchPerfException">InvalidSetting: a name is not known.</exception>
    public static ContentionKind Read(IEnumerable<string> names) =>
        names.Aggregate(ContentionKind.None, static (all, name) => all | Kind(name));

    private static ContentionKind Kind(string name) => Enum.TryParse<ContentionKind>(name, ignoreCase: true, out var kind)
        && Enum.IsDefined(kind)
        && !char.IsAsciiDigit(name[0])
        ? kind
        : throw SettingsReader.Invalid(
            new SettingValue(name, $"the option {new OptionKey("Contention")}"),
            "is not known",
            $"Write one or more of {string.Join(", ", Enum.GetNames<ContentionKind>())}.");
}
