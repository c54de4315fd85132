using System.Globalization;

namespace EdFi.BatchPerf.Cli.Host;

/// <summary>Steers a terminal by the control sequences of ECMA-48: CUU (up) and ED (erase to the end of the screen).</summary>
internal static class Terminal
{
    /// <summary>Erases the row that the cursor is in and those above it; nothing on a terminal that may not know the sequences.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="above">Number of rows above it; 1 or more.</param>
    public static void EraseRows(TextWriter output, int above)
    {
        if (!OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"))
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\e[{above}A\r\e[J"));
        }
    }
}
