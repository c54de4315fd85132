using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace EdFi.BatchPerf.Resources;

/// <summary>Where an operating system says which local ports it has for connections to one server, and how there come to be more.</summary>
internal sealed record PortRange
{
    /// <summary>Longest time that a program may take to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly Lazy<int?> Known = new(static () => Here?.Ask());

    public static PortRange Linux { get; } = new()
    {
        File = "/proc/sys/net/ipv4/ip_local_port_range",
        Widen = "as root: sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"",
    };

    public static PortRange MacOS { get; } = new()
    {
        File = "/usr/sbin/sysctl",
        Arguments = ["-n", "net.inet.ip.portrange.first", "net.inet.ip.portrange.last"],
        Widen = "as root: sysctl -w net.inet.ip.portrange.first=16384",
    };

    public static PortRange Windows { get; } = new()
    {
        File = Path.Combine(Environment.SystemDirectory, "netsh.exe"),
        Arguments = ["int", "ipv4", "show", "dynamicport", "tcp"],
        EndsInCount = true,
        Widen = "as administrator: netsh int ipv4 set dynamicport tcp start=10000 num=55536",
    };

    /// <summary>That of this system; null for another one.</summary>
    public static PortRange? Here =>
        OperatingSystem.IsLinux() ? Linux : OperatingSystem.IsMacOS() ? MacOS : OperatingSystem.IsWindows() ? Windows : null;

    /// <summary>A file that is read, or a program that is run where there are <see cref="Arguments"/>.</summary>
    public required string File { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>True where the second number is how many ports there are; false where it is the last port.</summary>
    public bool EndsInCount { get; init; }

    /// <summary>Who widens the range, and the command.</summary>
    public required string Widen { get; init; }

    /// <summary>The number of ports of this system; null where it cannot be known. A program is asked once in the process's life.</summary>
    public static int? Read() => Here is { Arguments.Count: 0 } file ? file.Ask() : Known.Value;

    /// <summary>
    /// The number of ports in what a system says: its two numbers, whatever the words around them are, which Windows translates. Null for
    /// another text.
    /// </summary>
    public int? CountIn(string said)
    {
        var numbers = said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(static word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .Where(static number => number >= 0)
            .ToList();
        return numbers is [var first, var second] && (EndsInCount ? second : second - first + 1) is > 0 and <= 65_536 and var count
            ? count
            : null;
    }

    private int? Ask()
    {
        try
        {
            return CountIn(Arguments.Count == 0 ? System.IO.File.ReadAllText(File) : Run());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Win32Exception
            or InvalidOperationException or NotSupportedException)
        {
            return null; // hidden in some containers
        }
    }

    private string Run()
    {
        using var process = Process.Start(new ProcessStartInfo(File, Arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        })!;
        if (process.WaitForExit(Patience))
        {
            return process.StandardOutput.ReadToEnd(); // a few lines, which fit into the pipe
        }

        process.Kill();
        return "";
    }
}
