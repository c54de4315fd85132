namespace EdFi.BatchPerf.Cli.Host;

/// <summary>Columns of the window that text is written to.</summary>
internal static class WindowWidth
{
    /// <summary>Columns of a terminal that does not say how many it has.</summary>
    public const int Usual = 80;

    /// <summary>Columns of the process's terminal as it is now; 1 or more.</summary>
    public static int OfTerminal()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : Usual;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
        {
            return Usual;
        }
    }
}
