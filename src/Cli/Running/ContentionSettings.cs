using System.Globalization;
using EdFi.BatchPerf.Cli.Options;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Reads how batches are to collide.</summary>
internal static class ContentionSettings
{
    /// <exception cref="BatchPerfException">InvalidSetting: a name is not known.</exception>
    public static ContentionKind Kinds(IEnumerable<string> names) =>
        names.Aggregate(ContentionKind.None, static (all, name) => all | Kind(name));

    /// <exception cref="BatchPerfException">InvalidSetting: it is not a share.</exception>
    public static double Share(string? text)
    {
        if (text is null)
        {
            return 1;
        }

        var percent = text.EndsWith('%');
        return double.TryParse(text.TrimEnd('%').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (percent ? number / 100 : number) is >= 0 and <= 1 and var share
            ? share
            : throw Invalid(text, OwnSettings.ContentionShare.Name, "is not a share", "Write it like 50% or 0.5.");
    }

    private static ContentionKind Kind(string name) => Enum.TryParse<ContentionKind>(name, ignoreCase: true, out var kind)
        && Enum.IsDefined(kind)
        && !char.IsAsciiDigit(name[0])
        ? kind
        : throw Invalid(
            name,
            OwnSettings.Contention.Name,
            "is not known",
            $"Write one or more of {string.Join(", ", Enum.GetNames<ContentionKind>())}.");

    private static BatchPerfException Invalid(string text, string option, string problem, string nextStep) =>
        new("InvalidSetting", ProblemKind.InvalidInput, $"'{text}' (the option --{option}) {problem}.", nextStep);
}
