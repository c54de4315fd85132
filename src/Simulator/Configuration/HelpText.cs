using System.Text;

namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>Text that <c>--help</c> prints.</summary>
internal static class HelpText
{
    private const int Width = 80;
    private const int Indent = 6;

    public static string Write()
    {
        var text = new StringBuilder("edfi-dms-simulator: stands in for an Ed-Fi Data Management Service, on loopback\n\nOptions:\n");
        foreach (var option in OptionTable.All)
        {
            text.Append("  --").Append(option.Name).Append('\n');
            Wrap(text, $"{option.Help} ({option.Allowed})", Indent);
        }

        text.Append('\n');
        Wrap(
            text,
            $"Key and secret can be given by the variables {CommandLine.KeyVariable} and {CommandLine.SecretVariable}, "
                + "which other users of the machine do not see; options beat them.",
            indent: 0);
        text.Append('\n');
        Wrap(
            text,
            "GET /simulator/counts says what was seen; POST /simulator/faults with JSON such as {\"throttleRate\": 0.1} "
                + "changes options, POST /simulator/freeze?ms=1400 holds all requests, POST /simulator/reset-counts starts counting anew.",
            indent: 0);
        return text.ToString();
    }

    /// <summary>Breaks a text at spaces into lines that fit a terminal.</summary>
    private static void Wrap(StringBuilder text, string words, int indent)
    {
        var column = 0;
        foreach (var word in words.Split(' '))
        {
            if (column == 0 || column + 1 + word.Length > Width)
            {
                text.Append(column == 0 ? "" : "\n").Append(' ', indent).Append(word);
                column = indent + word.Length;
            }
            else
            {
                text.Append(' ').Append(word);
                column += 1 + word.Length;
            }
        }

        text.Append('\n');
    }
}
