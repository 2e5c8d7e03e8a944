namespace Gateway.GraphQL.Language;

/// <summary>Carries out of the depth of the printer that a text grew too long; never leaves <see cref="Printer"/>.</summary>
internal sealed class PrintLimitException : Exception;
