using System.Text;

namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>What --help prints.</summary>
internal static class HelpText
{
    public static string Write()
    {
        var text = new StringBuilder("edfi-dms-simulator: a stand-in for an Ed-Fi Data Management Service, on loopback.\n\nOptions:\n");
        foreach (var option in OptionTable.All)
        {
            text.Append("  --").Append(option.Name.PadRight(24)).Append(option.Help).Append(" (").Append(option.Allowed).Append(")\n");
        }

        text.Append("\nKey and secret can be given by the variables ")
            .Append(CommandLine.KeyVariable)
            .Append(" and ")
            .Append(CommandLine.SecretVariable)
            .Append(", which other users of the machine do not see; options beat them.\n");
        return text.Append(
            "\nGET /simulator/counts says what was seen; POST /simulator/faults with JSON such as {\"throttleRate\": 0.1} changes "
                + "options,\n")
            .Append("POST /simulator/freeze?ms=1400 holds all requests, POST /simulator/reset-counts starts counting anew.\n").ToString();
    }
}
