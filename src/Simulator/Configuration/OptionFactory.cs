using System.Globalization;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>The kinds of option that there are.</summary>
internal static class OptionFactory
{
    public static OptionDefinition Text(string name, string allowed, string help, Func<SimulatorOptions, string, SimulatorOptions> set) =>
        new(name, allowed, help, set);

    public static OptionDefinition Number(
        string name,
        double least,
        double most,
        string help,
        Func<SimulatorOptions, double, SimulatorOptions> set) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), help, (options, text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? set(options, value)
                : null);

    public static OptionDefinition Rate(string name, string help, Func<SimulatorOptions, double, SimulatorOptions> set) =>
        Number(name, 0, 1, help, set) with { Allowed = "a share from 0 to 1" };

    public static OptionDefinition Whole(
        string name,
        int least,
        int most,
        string help,
        Func<SimulatorOptions, int, SimulatorOptions> set) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), help, (options, text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least
                && value <= most
                ? set(options, value)
                : null);

    public static OptionDefinition Switch(string name, string help, Func<SimulatorOptions, bool, SimulatorOptions> set) =>
        new(name, "true or false", help, (options, text) => bool.TryParse(text, out var value) ? set(options, value) : null);

    public static OptionDefinition Choice<T>(string name, string help, Func<SimulatorOptions, T, SimulatorOptions> set)
        where T : struct, Enum =>
        new(name, string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant(), help, (options, text) =>
            Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
                ? set(options, value)
                : null);
}
